package signet.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetsTest {

    @Test
    void noFileIsTooLong() {
        List<String> tooLong = SourceModule.code().stream()
                .filter(file -> file.lines() > Limits.FILE_LINES)
                .map(file -> file.path() + " has " + file.lines() + " lines")
                .toList();
        assertEquals(List.of(), tooLong);
    }

    @Test
    void filesAreShortAsARule() {
        int found =
                percentile95(SourceModule.code().stream().map(SourceFile::lines).toList());
        assertTrue(found <= Limits.FILE_LINES_95TH, "95th percentile of file lines: " + found);
    }

    @Test
    void noMethodIsTooLong() {
        List<String> tooLong = methods().stream()
                .filter(method -> method.lines > Limits.METHOD_LINES)
                .map(method -> method.at + " has " + method.lines + " lines")
                .toList();
        assertEquals(List.of(), tooLong);
    }

    @Test
    void methodsAreShortAsARule() {
        int found = percentile95(methods().stream().map(Method::lines).toList());
        assertTrue(found <= Limits.METHOD_LINES_95TH, "95th percentile of method lines: " + found);
    }

    @Test
    void aLongChoiceByStringIsATable() {
        List<String> tooMany = new ArrayList<>();
        for (SourceFile file : SourceModule.code()) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitSwitch(SwitchTree tree, Void unused) {
                    check(tree, tree.getCases());
                    return super.visitSwitch(tree, null);
                }

                @Override
                public Void visitSwitchExpression(SwitchExpressionTree tree, Void unused) {
                    check(tree, tree.getCases());
                    return super.visitSwitchExpression(tree, null);
                }

                private void check(Tree tree, List<? extends CaseTree> cases) {
                    long labels = cases.stream()
                            .flatMap(branch -> branch.getLabels().stream())
                            .filter(BudgetsTest::isString)
                            .count();
                    if (labels > Limits.STRING_SWITCH_LABELS) {
                        tooMany.add(file.at(tree) + " switches on " + labels + " strings");
                    }
                }
            }.scan(file.unit(), null);
        }
        assertEquals(List.of(), tooMany);
    }

    @Test
    void thereIsMoreTestCodeThanCode() {
        int main = SourceModule.ALL.stream().mapToInt(SourceModule::mainLines).sum();
        int test = SourceModule.ALL.stream().mapToInt(SourceModule::testLines).sum();
        double ratio = (double) test / main;
        assertTrue(ratio >= Limits.TEST_LINES_PER_LINE, () -> "%d test : %d main = %.2f".formatted(test, main, ratio));
    }

    @Test
    void whatDecidesWhoMayEnterIsTestedMost() {
        List<String> tooLittle = new ArrayList<>();
        for (SourceModule module : SourceModule.withMainCode()) {
            Double least = Limits.TEST_LINES_PER_LINE_OF.get(module.name());
            if (least != null && module.testLines() < least * module.mainLines()) {
                tooLittle.add("%s: %d test : %d main = %.2f, not %.1f"
                        .formatted(
                                module.name(),
                                module.testLines(),
                                module.mainLines(),
                                (double) module.testLines() / module.mainLines(),
                                least));
            }
        }
        assertEquals(List.of(), tooLittle);
    }

    @Test
    void theNinetyFifthPercentileIsTheNearestRank() {
        assertEquals(0, percentile95(List.of()));
        assertEquals(7, percentile95(List.of(7)));
        List<Integer> oneToAHundred =
                java.util.stream.IntStream.rangeClosed(1, 100).boxed().toList().reversed();
        assertEquals(95, percentile95(oneToAHundred));
    }

    private static boolean isString(CaseLabelTree label) {
        return label instanceof ConstantCaseLabelTree constant
                && constant.getConstantExpression() instanceof LiteralTree literal
                && literal.getValue() instanceof String;
    }

    private static int percentile95(List<Integer> values) {
        List<Integer> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1);
    }

    private record Method(String at, int lines) {}

    /** Every method with a body. */
    private static List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        for (SourceFile file : SourceModule.code()) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitMethod(MethodTree tree, Void unused) {
                    if (tree.getBody() != null) {
                        methods.add(new Method(file.at(tree) + " " + tree.getName(), file.linesOf(tree)));
                    }
                    return super.visitMethod(tree, null);
                }
            }.scan(file.unit(), null);
        }
        return methods;
    }
}
