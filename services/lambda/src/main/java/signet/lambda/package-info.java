@NullMarked
package signet.lambda;

import org.jspecify.annotations.NullMarked;
