package signet.policy;

/** One value of a condition, compiled for its operator: does this value of the request satisfy it? */
@FunctionalInterface
interface ValueTest {
    boolean test(String requestValue, Context context);
}
