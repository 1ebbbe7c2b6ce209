package signet.actions;

import java.util.List;

/** Reads one service's block, whose form src/main/node/catalogue.mjs tells. */
final class ServiceReader {
    private static final int ARRAY = 16;
    private static final ValueType[] TYPES = ValueType.values();
    private static final AccessLevel[] LEVELS = AccessLevel.values();

    private final String prefix;
    private final ByteReader in;
    private String actionBefore = "";

    ServiceReader(String prefix, ByteReader in) {
        this.prefix = prefix;
        this.in = in;
    }

    static ConditionKey key(ByteReader in) {
        String name = in.text();
        int type = in.number();
        return new ConditionKey(name, TYPES[type % ARRAY], type >= ARRAY);
    }

    Service read() {
        String name = in.text();
        boolean resourceControl = in.number() == 1;
        List<ConditionKey> keys = in.list(() -> key(in));
        List<List<ConditionKey>> sets = in.list(() -> List.copyOf(in.list(() -> keys.get(in.number()))));
        List<ResourceType> types = in.list(() -> new ResourceType(in.text(), arn(in.text()), sets.get(in.number())));
        List<List<Action.Target>> uses = in.list(() -> List.copyOf(in.list(() -> target(types, sets))));
        List<Action> actions = in.list(() -> action(sets, uses));
        return new Service(prefix, name, resourceControl, actions, types, keys);
    }

    private static String arn(String written) {
        return written.startsWith("!") ? written.substring(1) : "arn:${Partition}:" + written;
    }

    private Action.Target target(List<ResourceType> types, List<List<ConditionKey>> sets) {
        int type = in.number();
        return new Action.Target(types.get(type / 2), type % 2 == 1, sets.get(in.number()));
    }

    private Action action(List<List<ConditionKey>> sets, List<List<Action.Target>> uses) {
        String name = actionBefore.substring(0, in.number()) + in.text();
        actionBefore = name;
        AccessLevel level = LEVELS[in.number()];
        List<ConditionKey> keys = sets.get(in.number());
        List<Action.Target> targets = uses.get(in.number());
        return new Action(prefix, name, level, targets, keys, in.list(in::text));
    }
}
