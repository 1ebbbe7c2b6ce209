package signet.actions;

/** Reads AWS's formats of ARNs and keys, in which {@code ${Name}} stands for any text but none. */
final class Template {
    private Template() {}

    /** The codes of {@link Wildcards}; a bucket's name, where asked for, has no slash. */
    static int[] codes(String format, boolean slashless) {
        Wildcards.Codes codes = new Wildcards.Codes(format.length());
        for (int at = 0; at < format.length(); at++) {
            char c = format.charAt(at);
            int end = c == '$' && format.startsWith("{", at + 1) ? format.indexOf('}', at) : -1;
            if (end > 0) {
                boolean bucket = slashless && format.startsWith("BucketName", at + 2);
                codes.add(bucket ? Wildcards.ONE_BUT_SLASH : Wildcards.ONE);
                codes.add(bucket ? Wildcards.ANY_BUT_SLASH : Wildcards.ANY);
                at = end;
            } else {
                codes.add(c == '*' ? Wildcards.ANY : c);
            }
        }
        return codes.toArray();
    }
}
