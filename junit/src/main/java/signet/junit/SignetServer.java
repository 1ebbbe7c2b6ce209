package signet.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that needs a server. The server is started when a test asks for it first, in this JVM, on a free port of
 * loopback, with an empty data directory of its own, and stopped, and its directory deleted, at the end of its
 * {@link #scope}.
 *
 * <p>Constructors, tests and the methods around them may have parameters: a {@link Signet}, {@link Credentials} (the root
 * user's), and with their annotations {@link Endpoint @Endpoint} {@code URI} or {@code String}, {@link Region @Region}
 * {@code String} and {@link AccountId @AccountId} {@code String}. Nested classes share the server of the class around them
 * unless they have the annotation themselves.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SignetServerExtension.class)
public @interface SignetServer {
    /** How long a server lives. */
    Scope scope() default Scope.CLASS;

    /** The id of the server's first account: twelve digits. */
    String accountId() default "123456789012";

    /** The region that the server serves. */
    String region() default "us-east-1";

    /** Who shares a server. */
    enum Scope {
        /** Each test has a server of its own. */
        METHOD,
        /** The tests of a class share one. */
        CLASS,
        /** All tests of the JVM that ask for the same account id and region share one; they must not get into each other's way. */
        JVM
    }
}
