@NullMarked
package signet.authz;

import org.jspecify.annotations.NullMarked;
