package signet.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.lint.Operator.Family;
import signet.lint.Operator.Quantifier;

/** Lines, places, operators and what patterns mean. */
class PiecesTest {
    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 1, 2", "2, 2, 1", "4, 3, 1", "5, 3, 2", "6, 4, 1", "7, 5, 1", "8, 5, 2"})
    void linesEndWithEachOfThreeEnds(int offset, int line, int column) {
        Lines lines = new Lines("a\nb\rc\n\rd");
        assertEquals(new Position(line, column, offset), lines.position(offset));
        assertEquals(offset, lines.offset(line, column));
    }

    @Test
    void carriageReturnAndLineFeedAreOneEnd() {
        Lines lines = new Lines("a\r\nb");
        assertEquals(new Position(2, 1, 3), lines.position(3));
        assertEquals(new Position(1, 3, 2), lines.position(2));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "-5, 1, 0", "1, 0, 0", "9, 1, 3", "9, 9, 4", "1, 99, 4", "2, 2, 4"})
    void aPlaceThatIsNotThereIsTheNearest(int line, int column, int offset) {
        assertEquals(offset, new Lines("ab\nc").offset(line, column));
    }

    @Test
    void anEmptyTextHasOneLine() {
        assertEquals(new Position(1, 1, 0), new Lines("").position(0));
        assertEquals(0, new Lines("").offset(1, 1));
    }

    @Test
    void aPathReadsAsInCode() {
        Position here = new Position(1, 1, 0);
        List<PathElement> path = new ArrayList<>(List.of(new PathElement.Value("Statement")));
        Location location = new Location(path, here, here);
        path.clear();
        assertEquals("Statement", location.pathText());
        List<PathElement> more = Location.extended(
                Location.extended(location.path(), new PathElement.Index(2)), new PathElement.Key("Sid"));
        assertEquals("Statement[2].Sid", new Location(more, here, here).pathText());
        assertEquals("", new Location(List.of(), here, here).pathText());
        assertThrows(UnsupportedOperationException.class, () -> location.path().clear());
    }

    @Test
    void everyOperatorIsTakenApart() {
        for (String base : Operator.BASES) {
            Operator plain = Objects.requireNonNull(Operator.parse(base));
            assertEquals(Quantifier.NONE, plain.quantifier());
            assertEquals(base, plain.base());
            assertEquals(plain.isNegated(), base.contains("Not"), base);
            Operator all = Objects.requireNonNull(Operator.parse("ForAllValues:" + base + "IfExists"));
            assertEquals(new Operator(Quantifier.FOR_ALL_VALUES, plain.family(), base, true), all);
            Operator any = Objects.requireNonNull(Operator.parse("ForAnyValue:" + base));
            assertEquals(new Operator(Quantifier.FOR_ANY_VALUE, plain.family(), base, false), any);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "StringLike, STRING",
        "NumericLessThan, NUMERIC",
        "DateEquals, DATE",
        "Bool, BOOL",
        "BinaryEquals, BINARY",
        "IpAddress, IP_ADDRESS",
        "NotIpAddress, IP_ADDRESS",
        "ArnNotLike, ARN",
        "Null, NULL"
    })
    void anOperatorHasAFamily(String name, Family family) {
        Operator operator = Objects.requireNonNull(Operator.parse(name));
        assertEquals(family, operator.family());
        assertEquals(name.endsWith("Like"), operator.isLike());
        assertEquals(family == Family.STRING || family == Family.ARN, operator.takesVariables());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stringequals",
                "StringEquals ",
                "StringEqualsIfExistsIfExists",
                "IfExists",
                "ForAllValues:",
                "ForAllValues:ForAnyValue:StringEquals",
                "ForSomeValues:StringEquals",
                "forallvalues:StringEquals",
                "String"
            })
    void whatIsNoOperatorIsNone(String name) {
        assertNull(Operator.parse(name));
    }

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "iam:*, true",
        "IAM:PASS*, true",
        "iam:passrole, true",
        "*:PassRole, true",
        "i?m:PassRole, true",
        "iam:PassRoles, false",
        "iam, false",
        "**, false",
        "iam:Get*, false",
        "s3:*, false",
        "'', false"
    })
    void aPatternIncludesAnAction(String pattern, boolean includes) {
        assertEquals(includes, Meanings.includes(pattern, "iam:PassRole"));
    }

    @Test
    void whatAPatternMeansIsLookedUpOnce() {
        Meanings meanings = new Meanings();
        assertSame(meanings.of("s3:Get*"), meanings.of("s3:Get*"));
        assertEquals(List.of(), meanings.of("*"));
        assertEquals(List.of(), meanings.of("s3:Nothing*"));
        assertEquals(1, meanings.of("S3:getobject").size());
    }

    @Test
    void howeverManyPatternsThereAreTheMemoryStaysSmall() {
        Meanings meanings = new Meanings();
        for (int i = 0; i < 25_000; i++) {
            assertEquals(List.of(), meanings.of("s3:Nothing" + i));
        }
        assertNotNull(meanings.of("s3:GetObject").getFirst());
    }

    @Test
    void someKeysAreOfActionsAndGlobalOnesOfNone() {
        Meanings meanings = new Meanings();
        assertEquals(true, meanings.isKeyOfSomeActions("s3:prefix"));
        assertEquals(false, meanings.isKeyOfSomeActions("aws:SourceIp"));
        assertEquals(false, meanings.isKeyOfSomeActions("nobody:knows"));
    }
}
