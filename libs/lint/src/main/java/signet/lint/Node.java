package signet.lint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed JSON value with the offsets of its first character and behind its last. */
sealed interface Node {
    int start();

    int end();

    /** What JSON calls its type. */
    String typeName();

    record Text(String value, int start, int end) implements Node {
        @Override
        public String typeName() {
            return "String";
        }
    }

    /** A number, with its text as written. */
    record Numeral(String value, int start, int end) implements Node {
        @Override
        public String typeName() {
            return "Number";
        }
    }

    record Truth(boolean value, int start, int end) implements Node {
        @Override
        public String typeName() {
            return "Boolean";
        }
    }

    record Nothing(int start, int end) implements Node {
        @Override
        public String typeName() {
            return "null";
        }
    }

    record Items(List<Node> items, int start, int end) implements Node {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String typeName() {
            return "Array";
        }
    }

    /** A member of an object; the name's span has its quotes. */
    record Member(String name, int nameStart, int nameEnd, Node value) {}

    record Members(List<Member> members, int start, int end) implements Node {
        public Members {
            members = List.copyOf(members);
        }

        @Override
        public String typeName() {
            return "Object";
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
