package signet.lint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed JSON value with the offsets of its first character and behind its last. */
sealed interface Node {
    int start();

    int end();

    /** What JSON calls its type. */
    default String typeName() {
        return switch (this) {
            case Text text -> "String";
            case Numeral number -> "Number";
            case Truth truth -> "Boolean";
            case Nothing nothing -> "null";
            case Items items -> "Array";
            case Members members -> "Object";
        };
    }

    record Text(String value, int start, int end) implements Node {}

    /** A number, with its text as written. */
    record Numeral(String value, int start, int end) implements Node {}

    record Truth(boolean value, int start, int end) implements Node {}

    record Nothing(int start, int end) implements Node {}

    record Items(List<Node> items, int start, int end) implements Node {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A member of an object; the name's span has its quotes. */
    record Member(String name, int nameStart, int nameEnd, Node value) {}

    record Members(List<Member> members, int start, int end) implements Node {
        public Members {
            members = List.copyOf(members);
        }

        @Nullable
        Node get(String name) {
            for (Member member : members) {
                if (member.name().equals(name)) {
                    return member.value();
                }
            }
            return null;
        }
    }
}
