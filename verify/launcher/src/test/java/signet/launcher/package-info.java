/** Tests of the launcher, {@code ./signet}, with a JDK, a Maven and sources that are made for the test. */
@NullMarked
package signet.launcher;

import org.jspecify.annotations.NullMarked;
