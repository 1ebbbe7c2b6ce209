@NullMarked
package signet.userdata;

import org.jspecify.annotations.NullMarked;
