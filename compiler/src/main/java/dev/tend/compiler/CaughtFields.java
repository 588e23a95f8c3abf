package dev.tend.compiler;

import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds Java in which a catch block reads a field that its try block assigns after a call that may throw:
 *
 * <pre>{@code
 * try {
 *     action.run();
 *     missing = 0;
 * } catch (KernelException failed) {
 *     missing += events; // natively 0 + events
 * }
 * }</pre>
 *
 * TeaVM takes for the field's value in the catch block what it knows at the end of the try block. The remedy is to assign the field
 * after the try statement. It is looked for in class files, since the C shows nothing of it where the value is a constant.
 *
 * <p>A method that calls nothing is looked into where it is called, because TeaVM copies such methods into their callers. What is
 * known of a field ends with any other call, both in the try block and in the catch block.
 */
final class CaughtFields {

    private final Map<String, Body> bodies = new HashMap<>();
    private final Set<String> faults = new LinkedHashSet<>();

    /** @param targets the places of labels among the elements */
    private record Body(String name, List<CodeElement> code, Map<Label, Integer> targets) {

        static Body of(String name, CodeModel code) {
            var elements = code.elementList();
            var targets = new HashMap<Label, Integer>();
            for (int place = 0; place < elements.size(); place++) {
                if (elements.get(place) instanceof LabelTarget target) {
                    targets.put(target.label(), place);
                }
            }
            return new Body(name, elements, targets);
        }

        boolean callsNothing() {
            return code.stream().noneMatch(InvokeInstruction.class::isInstance);
        }
    }

    private CaughtFields() {}

    /** Returns a sentence for each such field in the folders of a class path; what is no folder is left out. */
    static Set<String> faults(String classPath) throws IOException {
        var check = new CaughtFields();
        for (var folder : classPath.split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(folder))) {
                check.read(Path.of(folder));
            }
        }
        check.bodies.values().forEach(check::look);
        return check.faults;
    }

    private void read(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file :
                    (Iterable<Path>) files.filter(each -> each.toString().endsWith(".class"))::iterator) {
                var model = ClassFile.of().parse(file);
                for (MethodModel method : model.methods()) {
                    String name = name(
                            model.thisClass().asInternalName(),
                            method.methodName().stringValue(),
                            method.methodType().stringValue());
                    method.code().ifPresent(code -> bodies.put(name, Body.of(name, code)));
                }
            }
        }
    }

    private static String name(String owner, String method, String type) {
        return owner + "." + method + type;
    }

    private void look(Body body) {
        for (CodeElement element : body.code) {
            if (element instanceof ExceptionCatch caught) {
                look(body, caught);
            }
        }
    }

    private void look(Body body, ExceptionCatch caught) {
        int begin = body.targets.get(caught.tryStart());
        int end = body.targets.get(caught.tryEnd());
        int handler = body.targets.get(caught.handler());
        boolean mayHaveThrown = false;
        for (int place = begin; place < end; place++) {
            var element = body.code.get(place);
            if (mayHaveThrown) {
                for (String field : assigned(element)) {
                    if (isKnownAtTheEnd(body, place + 1, end) && isRead(body, handler, field, new HashSet<>())) {
                        faults.add(body.name + " reads " + field
                                + " in a catch block, which its try block assigns after a call: assign it after the"
                                + " try statement, see docs/teavm.md");
                    }
                }
            }
            mayHaveThrown |= element instanceof InvokeInstruction;
        }
    }

    /** The fields that an instruction assigns, be it by a call of a method that calls nothing. */
    private Set<String> assigned(CodeElement element) {
        return fields(element, Opcode.PUTFIELD, Opcode.PUTSTATIC);
    }

    private Set<String> read(CodeElement element) {
        return fields(element, Opcode.GETFIELD, Opcode.GETSTATIC);
    }

    private Set<String> fields(CodeElement element, Opcode one, Opcode other) {
        var fields = new HashSet<String>();
        if (element instanceof FieldInstruction access && (access.opcode() == one || access.opcode() == other)) {
            fields.add(access.owner().asInternalName() + "." + access.name().stringValue());
        } else if (element instanceof InvokeInstruction call && isCopied(call)) {
            callee(call).code.forEach(each -> fields.addAll(fields(each, one, other)));
        }
        return fields;
    }

    private boolean isCopied(InvokeInstruction call) {
        var callee = callee(call);
        return callee != null && callee.callsNothing();
    }

    private Body callee(InvokeInstruction call) {
        return bodies.get(name(
                call.owner().asInternalName(),
                call.name().stringValue(),
                call.type().stringValue()));
    }

    private boolean isCall(CodeElement element) {
        return element instanceof InvokeInstruction call && !isCopied(call);
    }

    /** Tells whether nothing makes TeaVM forget the field before the end of the block, or before a branch. */
    private boolean isKnownAtTheEnd(Body body, int from, int end) {
        for (int place = from; place < end; place++) {
            var element = body.code.get(place);
            if (isCall(element)) {
                return false;
            }
            if (element instanceof BranchInstruction || element instanceof ReturnInstruction) {
                return true;
            }
        }
        return true;
    }

    /** Tells whether a field is read from a place on, before it is assigned or anything is called. */
    private boolean isRead(Body body, int from, String field, Set<Integer> seen) {
        for (int place = from; place < body.code.size() && seen.add(place); place++) {
            var element = body.code.get(place);
            if (read(element).contains(field)) {
                return true;
            }
            if (isCall(element)
                    || assigned(element).contains(field)
                    || element instanceof ReturnInstruction
                    || element instanceof ThrowInstruction) {
                return false;
            }
            for (Label target : branches(element)) {
                if (isRead(body, body.targets.get(target), field, seen)) {
                    return true;
                }
            }
            if (element instanceof Instruction instruction && endsHere(instruction)) {
                return false;
            }
        }
        return false;
    }

    private static List<Label> branches(CodeElement element) {
        var targets = new ArrayList<Label>();
        switch (element) {
            case BranchInstruction branch -> targets.add(branch.target());
            case LookupSwitchInstruction choice -> {
                targets.add(choice.defaultTarget());
                choice.cases().forEach(each -> targets.add(each.target()));
            }
            case TableSwitchInstruction choice -> {
                targets.add(choice.defaultTarget());
                choice.cases().forEach(each -> targets.add(each.target()));
            }
            default -> {}
        }
        return targets;
    }

    private static boolean endsHere(Instruction instruction) {
        return switch (instruction.opcode()) {
            case GOTO, GOTO_W, LOOKUPSWITCH, TABLESWITCH -> true;
            default -> false;
        };
    }
}
