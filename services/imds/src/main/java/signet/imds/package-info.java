@NullMarked
package signet.imds;

import org.jspecify.annotations.NullMarked;
