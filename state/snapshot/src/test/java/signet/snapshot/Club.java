package signet.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables to test with. Public members, so that Jackson may read the records without the module being opened. */
public final class Club {
    static final Table<Member> MEMBERS = Table.of("member", Member.class);
    static final Table<Count> COUNTS = Table.of("count", Count.class);
    static final Index<Member> BY_TEAM = MEMBERS.index(Member::teams);
    static final Index<Member> BY_NAME = MEMBERS.index(member -> List.of(member.name()));
    static final List<Table<?>> TABLES = List.of(MEMBERS, COUNTS);

    private Club() {}

    /** A row with indexed members, one of them with several values. */
    public record Member(
            String name, List<String> teams, @Nullable String nick) {
        public Member {
            teams = List.copyOf(teams);
        }

        static Member of(String name, String... teams) {
            return new Member(name, List.of(teams), null);
        }
    }

    /** A row with a number, which tells something of itself that is no component. */
    public record Count(long value) {
        public boolean isEven() {
            return value % 2 == 0;
        }
    }
}
