package signet.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The output of an operation that answers nothing. */
public enum Unit {
    VALUE;

    public static final StructureSchema<Unit> SCHEMA = new Schema();

    private static final class Schema extends StructureSchema<Unit> {
        private Schema() {
            super("Unit", null, null);
        }

        @Override
        protected List<MemberSchema> declareMembers() {
            return List.of();
        }

        @Override
        public @Nullable Object get(Unit value, int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public Unit create(@Nullable Object[] values) {
            return VALUE;
        }
    }
}
