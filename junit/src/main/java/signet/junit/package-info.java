/** Tests against a Signet of their own, with JUnit. */
@NullMarked
package signet.junit;

import org.jspecify.annotations.NullMarked;
