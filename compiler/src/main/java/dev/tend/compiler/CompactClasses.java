package dev.tend.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compact classes. TeaVM's structure of a class has 104 bytes, half of which are rarely read, and 8 bytes for each method that may
 * be overridden, most of them empty. Here a method is a number of two bytes, as far as the last one that the class has, and the
 * rarely read fields have a structure of their own; where they are all empty, the executable does not contain it.
 */
final class CompactClasses {

    private static final Pattern CLASS = Pattern.compile(
            "^alignas\\(8\\) (TeaVM_Class|\\w+_VT) (\\w+_Cls) = \\{\n(.*?)^\\}\n?;\n",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\\.(\\w+) = ([^{]+?),?");
    private static final Pattern REWIND = Pattern.compile("teavm_rewindCurrentClass\\(");
    private static final Pattern METHOD = Pattern.compile("&(meth_\\w+)");

    /** The fields that are rarely read. */
    private static final String RARE = "next|classObject|name|itemType|arrayType|init|enumValues";

    /**
     * Sections of the data, which the linker sorts by name, so that what a program writes is adjacent and the pages of all other
     * classes stay as they are in the file. A static initializer notes in its class that it has run; the rare fields of a class learn
     * of its object and of its arrays.
     */
    private static final String INITIALIZED = "0";

    private static final String RESTS = "1";

    /** At least as many as {@code Object} has. */
    private static final int SLOTS_OF_ARRAYS = 8;

    private final GeneratedCode code;
    private final Map<String, Integer> methods = new LinkedHashMap<>();
    private int classes;

    private CompactClasses(GeneratedCode code) {
        this.code = code;
    }

    static void write(GeneratedCode code) {
        new CompactClasses(code).rewrite();
    }

    private void rewrite() {
        for (var path : code.sources()) {
            var text = code.text(path);
            var shrunk = CLASS.matcher(text).replaceAll(found -> {
                var initialized = text.contains("void " + initializer(found.group(2)) + "() {");
                return Matcher.quoteReplacement(shrunk(found.group(1), found.group(2), found.group(3), initialized));
            });
            shrunk = shrunk.replaceAll("(?m)^extern \\w+_VT (\\w+_Cls);", "extern tend_class $1;")
                    .replaceAll("(TeaVM_Class), (" + RARE + ")\\)", "$1, rest)->$2")
                    .replaceAll(
                            "(\\(TeaVM_Class\\*\\) \\((?:[^()]|\\([^()]*\\))*\\)\\))->(" + RARE + ")\\b",
                            "$1->rest->$2")
                    .replaceAll(
                            "\\b(cls|subclass|superclass|classPtr|itemType|teavm_selectedClass)->(" + RARE + ")\\b",
                            "$1->rest->$2");
            code.put(path, shrunk);
        }
        UnexpectedCodeException.unless(classes > 0, "classes");
        UnexpectedCodeException.unless(methods.size() < 1 << 16, "fewer methods that may be overridden");
        writeStructure();
        writeArrays();
        writeStart();
        writeMethods();
    }

    private String shrunk(String type, String name, String body, boolean initialized) {
        classes++;
        var common = new ArrayList<String>();
        var rare = new ArrayList<String>();
        var slots = new ArrayList<String>();
        var depth = 0;
        for (var line : body.lines().map(String::strip).toList()) {
            var value = VALUE.matcher(line);
            if (line.equals(".parent = {")) {
                depth++;
            } else if (line.startsWith("}")) {
                depth--;
            } else {
                UnexpectedCodeException.unless(value.matches(), "a value for each field: " + name + ": " + line);
                if (value.group(1).startsWith("virt_")) {
                    slots.add("[TEND_SLOT(" + type + ", " + "parent.".repeat(depth) + value.group(1) + ")] = "
                            + number(value.group(2)));
                } else if (!value.group(1).matches(RARE)) {
                    common.add("." + value.group(1) + " = " + value.group(2));
                } else if (!value.group(2).equals("NULL")) {
                    rare.add("." + value.group(1) + " = " + value.group(2));
                }
            }
        }
        common.add(".rest = &" + name + "_rest");
        var rest = rare.isEmpty()
                ? "static TeaVM_ClassRest " + name + "_rest;\n"
                : section(RESTS, name) + "static TeaVM_ClassRest " + name + "_rest = { " + String.join(", ", rare)
                        + " };\n";
        rest += initialized ? section(INITIALIZED, name) : "";
        var parent = "    " + String.join(",\n    ", common);
        if (type.equals("TeaVM_Class")) {
            return rest + "alignas(8) TeaVM_Class " + name + " = {\n" + parent + "\n};\n";
        }
        if (name.equals("jl_Object_Cls")) {
            slots.add("[" + (SLOTS_OF_ARRAYS - 1) + "] = 0"); // arrays copy that many
        }
        return rest + "alignas(8) tend_class " + name + " = {\n    .parent = {\n" + parent
                + "\n    },\n    .slots = {\n        " + String.join(",\n        ", slots) + "\n    }\n};\n";
    }

    private static String section(String group, String name) {
        return "__attribute__((section(\".data." + group + "." + name + "\"))) ";
    }

    private static String initializer(String name) {
        return "initclass_" + name.substring(0, name.length() - "_Cls".length());
    }

    private int number(String value) {
        var method = METHOD.matcher(value);
        UnexpectedCodeException.unless(method.matches(), "a method and not " + value);
        return methods.computeIfAbsent(method.group(1), _ -> methods.size() + 1);
    }

    private void writeStructure() {
        var core = "core.h";
        var text = code.text(core);
        var from = text.indexOf("typedef struct TeaVM_Class {");
        var to = text.indexOf("} TeaVM_Class;", from);
        UnexpectedCodeException.unless(from > 0 && to > 0, "a structure for a class");
        code.put(core, text.substring(0, from) + """
                typedef struct TeaVM_ClassRest {
                    struct TeaVM_Class* next;
                    TeaVM_Object* classObject;
                    TeaVM_Object** name;
                    struct TeaVM_Class* itemType;
                    struct TeaVM_Class* arrayType;
                    void (*init)();
                    void* enumValues;
                } TeaVM_ClassRest;

                typedef struct TeaVM_Class {
                    int32_t size;
                    int32_t flags;
                    int32_t tag;
                    int32_t modifiers;
                    int32_t (*isSupertypeOf)(struct TeaVM_Class*, struct TeaVM_Class*);
                    struct TeaVM_Class* superclass;
                    void* layout;
                    TeaVM_ClassRest* rest;
                """ + text.substring(to));
        code.replace(core, "\\} TeaVM_Class;\n", """
                } TeaVM_Class;

                /* A slot is that of a structure of pointers, which serves for the types of methods only. 0 is no method. */
                typedef struct {
                    TeaVM_Class parent;
                    uint16_t slots[];
                } tend_class;

                extern void* const tend_methods[];

                #define TEND_SLOT(type, method) ((offsetof(type, method) - sizeof(TeaVM_Class)) / sizeof(void*))
                """, 1);
        code.replace(
                core,
                "#define TEAVM_METHOD\\(obj, type, method\\) .*",
                "#define TEAVM_METHOD(obj, type, method) "
                        + "((__typeof__(((type*) 0)->method)) tend_methods[TEAVM_VTABLE(obj, tend_class)->slots[TEND_SLOT(type, method)]])",
                1);
        code.replace(core, "#define TEAVM_PACK_CLASS.*\n#define TEAVM_UNPACK_CLASS.*\n", """
                /* The linker's symbol, in place of the first class, which the start of the program looks for. */
                extern char __executable_start[];
                #define TEAVM_PACK_CLASS(cls) ((int32_t) ((uintptr_t) ((char*) (cls) - __executable_start) >> 3))
                #define TEAVM_UNPACK_CLASS(cls) ((TeaVM_Class*) (__executable_start + ((cls) << 3)))
                """, 1);
        code.replace(core, "#include <stdlib.h>\n\n#if", "#include <stdlib.h>\n#include <stddef.h>\n\n#if", 1);
    }

    private void writeArrays() {
        code.replace(
                "arrayclass_gen.h", "#define TEAVM_OBJECT_CLASS jl_Object_VT\n", """
                typedef struct {
                    TeaVM_Class parent;
                    uint16_t slots[%d];
                    TeaVM_ClassRest rest;
                } tend_array_class;
                #define TEAVM_OBJECT_CLASS tend_array_class
                """.formatted(SLOTS_OF_ARRAYS), 1);
        var arrays = "arrayclass.c";
        code.replace(arrays, "(    classPtr->flags = 1;\n)", "    classPtr->rest = &ptr->rest;\n$1", 1);
        code.replace(
                arrays,
                "int32_t limit = sizeof\\(TEAVM_OBJECT_CLASS\\);",
                "int32_t limit = offsetof(TEAVM_OBJECT_CLASS, rest);",
                1);
    }

    /**
     * TeaVM links all classes into a list when the program begins, for the collector looks there for objects that stand for classes,
     * and makes such an object for each class that is named anywhere: all pages of all classes become private. Here a class joins
     * the list with its object, which is made when it is first used.
     */
    private void writeStart() {
        var core = "core.c";
        code.replace(core, "(?s)void teavm_initClasses\\(\\) \\{\n.*?\n\\}\n", "void teavm_initClasses() {}\n", 1);
        code.replace(
                core,
                "( +)(cls->rest->classObject = result;\n)",
                "$1$2$1cls->rest->next = teavm_firstClass;\n$1teavm_firstClass = cls;\n",
                1);
        code.replace(
                "arrayclass.c",
                " +classPtr->(?:rest->)?next = teavm_firstClass;\n +teavm_firstClass = classPtr;\n",
                "",
                1);
        UnexpectedCodeException.unless(
                !code.matches(path -> path.startsWith("c/"), REWIND), "no method that goes through all classes");
        var main = code.text("main.c");
        UnexpectedCodeException.unless(
                main.contains("teavm_classReferences[" + classes + "]"), "references to all classes");
        code.put("main.c", main.replaceAll(" +teavm_getClassObject\\(\\(TeaVM_Class\\*\\) &\\w+\\);\n", ""));
    }

    private void writeMethods() {
        code.put("methods.c", """
                void* const tend_methods[] = {
                    NULL,
                    %s
                };
                """.formatted(String.join(
                ",\n    ", methods.keySet().stream().map(method -> "&" + method).toList())));
        code.append("all.c", "#include \"methods.c\"\n");
    }
}
