@NullMarked
package signet.policy;

import org.jspecify.annotations.NullMarked;
