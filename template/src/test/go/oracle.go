// Evaluates templates with Go's own text/template, so that a test can compare. Each line of the input is a case: the template, its
// delimiters and the option missingkey, all in hexadecimal, and the data, in words that read explains. The line of the answer has, in
// hexadecimal, the canonical text of the parsed templates, the output and the error.
package main

import (
	"bufio"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"os"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"text/template"
)

type Tags []string

func (t Tags) Contains(tag string) bool {
	for _, each := range t {
		if each == tag {
			return true
		}
	}
	return false
}

type Pair struct {
	Key    string
	Value  any
	Flags  uint64
	Tags   Tags
	secret int
}

var types = map[string]reflect.Type{
	"any":     reflect.TypeFor[any](),
	"string":  reflect.TypeFor[string](),
	"bool":    reflect.TypeFor[bool](),
	"int":     reflect.TypeFor[int](),
	"int8":    reflect.TypeFor[int8](),
	"int32":   reflect.TypeFor[int32](),
	"int64":   reflect.TypeFor[int64](),
	"uint":    reflect.TypeFor[uint](),
	"uint8":   reflect.TypeFor[uint8](),
	"uint16":  reflect.TypeFor[uint16](),
	"uint64":  reflect.TypeFor[uint64](),
	"float64": reflect.TypeFor[float64](),
	"strings": reflect.TypeFor[[]string](),
	"anys":    reflect.TypeFor[[]any](),
	"object":  reflect.TypeFor[map[string]any](),
}

var functions = template.FuncMap{
	"twice":   twice,
	"upper":   strings.ToUpper,
	"fail":    func() (string, error) { return "", errors.New("it fails") },
	"nothing": func() (any, error) { return nil, nil },
	"ident":   func(value any) (any, error) { return value, nil },
	"sum":     sum,
	"list":    func(values ...any) ([]any, error) { return values[:len(values):len(values)], nil },
	"loop":    loop,
	"each": func() (func(func(string) bool), error) {
		return func(yield func(string) bool) {
			_ = yield("a") && yield("b") && yield("c")
		}, nil
	},
	"pairs": func() (func(func(int, string) bool), error) {
		return func(yield func(int, string) bool) {
			_ = yield(0, "x") && yield(1, "y")
		}, nil
	},
	"half":  func(number float64) (float64, error) { return number / 2, nil },
	"byte":  func(number uint8) (uint8, error) { return number, nil },
	"flip":  func(value bool) (bool, error) { return !value, nil },
	"join":  func(separator string, texts []string) (string, error) { return strings.Join(texts, separator), nil },
	"keys":  func(object map[string]any) (int, error) { return len(object), nil },
	"pair":  func(key string) (*Pair, error) { return pair(key), nil },
	"flags": func(pair Pair) (uint64, error) { return pair.Flags, nil },
}

func twice(number int) (int, error) { return 2 * number, nil }

func sum(numbers ...int) (int, error) {
	total := 0
	for _, number := range numbers {
		total += number
	}
	return total, nil
}

func loop(end int) (<-chan int64, error) {
	numbers := make(chan int64)
	go func() {
		for i := 0; i < end; i++ {
			numbers <- int64(i)
		}
		close(numbers)
	}()
	return numbers, nil
}

func pair(key string) *Pair {
	return &Pair{Key: key, Flags: 7, Tags: Tags{"web", "db"}, secret: 1}
}

// reader reads a value from words:
//
//	n              nil
//	b:true         a bool
//	i:uint8:200    an integer of a type
//	f:BITS         a float64, its bits in hexadecimal
//	s:HEX          a string
//	l:any:2        a list, followed by its elements
//	m:string:any:2 a map, followed by its keys and values in turns
//	t:2            Tags, followed by strings
//	P, p           a Pair or a pointer to one, followed by its key
//	z              a nil pointer to a Pair
//	F              the function twice
type reader struct{ words []string }

func (r *reader) read() any {
	parts := strings.Split(r.words[0], ":")
	r.words = r.words[1:]
	switch parts[0] {
	case "n":
		return nil
	case "b":
		return parts[1] == "true"
	case "i":
		value := reflect.New(types[parts[1]]).Elem()
		if value.CanInt() {
			number, _ := strconv.ParseInt(parts[2], 10, 64)
			value.SetInt(number)
		} else {
			number, _ := strconv.ParseUint(parts[2], 10, 64)
			value.SetUint(number)
		}
		return value.Interface()
	case "f":
		bits, _ := strconv.ParseUint(parts[1], 16, 64)
		return math.Float64frombits(bits)
	case "s":
		return unhex(parts[1])
	case "l":
		size, _ := strconv.Atoi(parts[2])
		element := types[parts[1]]
		list := reflect.MakeSlice(reflect.SliceOf(element), size, size)
		for i := 0; i < size; i++ {
			list.Index(i).Set(r.readAs(element))
		}
		return list.Interface()
	case "m":
		size, _ := strconv.Atoi(parts[3])
		key, element := types[parts[1]], types[parts[2]]
		object := reflect.MakeMap(reflect.MapOf(key, element))
		for i := 0; i < size; i++ {
			name := r.readAs(key)
			object.SetMapIndex(name, r.readAs(element))
		}
		return object.Interface()
	case "t":
		size, _ := strconv.Atoi(parts[1])
		tags := make(Tags, size)
		for i := range tags {
			tags[i] = r.read().(string)
		}
		return tags
	case "P":
		return *pair(r.read().(string))
	case "p":
		return pair(r.read().(string))
	case "z":
		return (*Pair)(nil)
	case "F":
		return twice
	}
	panic("no value begins with " + parts[0])
}

func (r *reader) readAs(typ reflect.Type) reflect.Value {
	value := r.read()
	if value == nil {
		return reflect.Zero(typ)
	}
	return reflect.ValueOf(value)
}

func unhex(text string) string {
	bytes, err := hex.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return string(bytes)
}

func evaluate(line string) (canonical, output, message string) {
	words := strings.Split(line, " ")
	reader := reader{words[4:]}
	defer func() {
		if cause := recover(); cause != nil {
			message = fmt.Sprint("panic: ", cause)
		}
	}()
	parsed, err := template.New("t").Delims(unhex(words[1]), unhex(words[2])).Option("missingkey=" + unhex(words[3])).
		Funcs(functions).Parse(unhex(words[0]))
	if err != nil {
		return "", "", err.Error()
	}
	all := parsed.Templates()
	sort.Slice(all, func(i, j int) bool { return all[i].Name() < all[j].Name() })
	for _, each := range all {
		canonical += each.Name() + "=" + each.Root.String() + "\n"
	}
	var written strings.Builder
	if err := parsed.Execute(&written, reader.read()); err != nil {
		message = err.Error()
	}
	return canonical, written.String(), message
}

func main() {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	answers := bufio.NewWriter(os.Stdout)
	defer answers.Flush()
	for {
		line, err := input.ReadString('\n')
		if err != nil {
			return
		}
		canonical, output, message := evaluate(strings.TrimSuffix(line, "\n"))
		fmt.Fprintf(answers, "%x,%x,%x\n", canonical, output, message)
	}
}
