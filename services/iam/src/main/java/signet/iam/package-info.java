@NullMarked
package signet.iam;

import org.jspecify.annotations.NullMarked;
