package signet.server;

import tools.jackson.databind.node.ObjectNode;

/** A question about what is allowed and why: authorized and recorded as the action of AWS's that tells as much. */
interface Question extends OwnOperation<Asked, ObjectNode> {
    /** The last part of its address, such as {@code can}. */
    String path();

    @Override
    default String service() {
        return "iam";
    }

    @Override
    default int status() {
        return 200;
    }
}
