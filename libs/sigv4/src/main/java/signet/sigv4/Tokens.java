package signet.sigv4;

/** RFC 9110 tokens: what methods and header names are made of. */
final class Tokens {
    private static final String PUNCTUATION = "!#$%&'*+-.^_`|~";

    private Tokens() {}

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(Tokens::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || PUNCTUATION.indexOf(c) >= 0;
    }
}
