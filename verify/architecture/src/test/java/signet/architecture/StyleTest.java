package signet.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StyleTest {

    private static final Pattern SAYS_NOTHING = Pattern.compile("(Manager|Helper|Utils?|Common|Impl)(?![a-z])");

    private static final Set<String> ANY_FAILURE = Set.of("RuntimeException", "Exception", "Throwable", "Error");

    @Test
    void aNameSaysWhatAThingIs() {
        List<String> found = new ArrayList<>();
        for (SourceFile file : SourceModule.code()) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree tree, Void unused) {
                    if (saysNothing(tree.getSimpleName().toString())) {
                        found.add(file.at(tree) + " " + tree.getSimpleName());
                    }
                    return super.visitClass(tree, null);
                }
            }.scan(file.unit(), null);
        }
        assertEquals(List.of(), found);
    }

    @Test
    void aFailureHasATypeOfItsOwn() {
        List<String> found = new ArrayList<>();
        for (SourceFile file : SourceModule.code()) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitNewClass(NewClassTree tree, Void unused) {
                    if (ANY_FAILURE.contains(tree.getIdentifier().toString())) {
                        found.add(file.at(tree) + " makes a " + tree.getIdentifier());
                    }
                    return super.visitNewClass(tree, null);
                }
            }.scan(file.unit(), null);
        }
        assertEquals(List.of(), found);
    }

    @Test
    void anOptionalIsReturnedAndNeverPassedOrStored() {
        List<String> found = new ArrayList<>();
        for (SourceFile file : SourceModule.code()) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree tree, Void unused) {
                    tree.getMembers().stream()
                            .filter(VariableTree.class::isInstance)
                            .map(VariableTree.class::cast)
                            .forEach(this::check);
                    return super.visitClass(tree, null);
                }

                @Override
                public Void visitMethod(com.sun.source.tree.MethodTree tree, Void unused) {
                    tree.getParameters().forEach(this::check);
                    return super.visitMethod(tree, null);
                }

                private void check(VariableTree variable) {
                    if (String.valueOf(variable.getType()).startsWith("Optional<")) {
                        found.add(file.at(variable) + " " + variable.getName());
                    }
                }
            }.scan(file.unit(), null);
        }
        assertTrue(found.size() <= Limits.OPTIONALS_PASSED_OR_STORED, found::toString);
    }

    @Test
    void nothingIsDoneByReflection() {
        List<String> found = new ArrayList<>();
        for (SourceFile file : SourceModule.code()) {
            for (ImportTree imported : file.unit().getImports()) {
                if (imported.getQualifiedIdentifier().toString().startsWith("java.lang.reflect.")) {
                    found.add(file.at(imported) + " " + imported.getQualifiedIdentifier());
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void aForbiddenWordIsFoundOnlyAsAWord() {
        assertTrue(saysNothing("PolicyManager"));
        assertTrue(saysNothing("StringUtils"));
        assertTrue(saysNothing("RoleImpl"));
        assertFalse(saysNothing("ImplicitDeny"));
        assertFalse(saysNothing("Utilization"));
    }

    private static boolean saysNothing(String name) {
        return SAYS_NOTHING.matcher(name).find();
    }
}
