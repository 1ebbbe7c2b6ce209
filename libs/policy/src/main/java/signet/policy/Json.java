package signet.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed JSON value that remembers where it stood. */
sealed interface Json {
    Span at();

    record Text(String value, Span at) implements Json {}

    /** A number or a boolean, with its text as written. */
    record Scalar(String value, Span at) implements Json {}

    record Null(Span at) implements Json {}

    record Array(List<Json> items, Span at) implements Json {
        public Array {
            items = List.copyOf(items);
        }
    }

    record Member(String name, Json value) {}

    record Struct(List<Member> members, Span at) implements Json {
        public Struct {
            members = List.copyOf(members);
        }

        @Nullable
        Json get(String name) {
            for (Member member : members) {
                if (member.name().equals(name)) {
                    return member.value();
                }
            }
            return null;
        }
    }
}
