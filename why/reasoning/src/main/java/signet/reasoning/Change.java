package signet.reasoning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;

/**
 * One change of one policy.
 *
 * @param kind the part that the policy plays
 * @param level of an organization's policies, from 0 for the root; -1 for other kinds
 * @param before the policy as it is; null for a new one
 * @param after the policy as it has to be; null for one that has to go
 * @param statements those of the policy that are new or different, as JSON
 */
public record Change(
        Deed deed,
        PolicyKind kind,
        int level,
        @Nullable SourcedPolicy before,
        @Nullable SourcedPolicy after,
        List<String> statements) {
    /** What is to be done. */
    public enum Deed {
        /** A new policy is attached, or embedded. */
        ADD,
        /** The document changes. */
        EDIT,
        /** The policy is AWS's own and can't change: a changed copy takes its place. */
        REPLACE,
        /** The policy is taken away, for nothing of it would be left. */
        REMOVE;

        /** One word for programs: add, edit, replace or remove. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the list. */
    public Change {
        statements = List.copyOf(statements);
    }

    /** The document as it is; empty for a new policy. */
    public Optional<String> documentBefore() {
        return Optional.ofNullable(before).map(policy -> policy.policy().document());
    }

    /** The document as it has to be; empty for a policy that has to go. */
    public Optional<String> documentAfter() {
        return Optional.ofNullable(after).map(policy -> policy.policy().document());
    }

    /** The policy's ARN or name as it is now; empty for a new one. */
    public Optional<String> source() {
        return Optional.ofNullable(before).map(SourcedPolicy::source);
    }

    /** These changes and one more, which may go on from one of them. */
    static List<Change> and(List<Change> changes, Change next) {
        List<Change> all = new ArrayList<>(changes);
        for (int i = 0; i < all.size(); i++) {
            Change earlier = all.get(i);
            if (next.before != null && earlier.kind == next.kind && next.before.equals(earlier.after)) {
                all.set(i, earlier.then(next));
                return all;
            }
        }
        all.add(next);
        return all;
    }

    private Change then(Change next) {
        List<String> both = new ArrayList<>(statements);
        next.statements.stream().filter(text -> !both.contains(text)).forEach(both::add);
        Deed whole = next.deed == Deed.REMOVE ? Deed.REMOVE : deed;
        return new Change(whole, kind, level, before, next.after, both);
    }

    /** In words, such as {@code change the boundary}; the subject of a sentence is left out. */
    public String words() {
        String noun = kind.noun() + (level < 0 ? "" : " of level " + (level + 1) + " below the root");
        String named = noun + source().map(name -> " " + name).orElse("");
        return switch (deed) {
            case ADD -> kind == PolicyKind.RESOURCE ? "give the resource a policy" : "add " + article() + noun;
            case EDIT -> "change the " + named;
            case REPLACE -> "put a changed copy in the place of AWS's " + named;
            case REMOVE -> "take away the " + named;
        };
    }

    private String article() {
        return kind == PolicyKind.IDENTITY ? "an " : "a ";
    }
}
