@NullMarked
package signet.iamtoolbox;

import org.jspecify.annotations.NullMarked;
