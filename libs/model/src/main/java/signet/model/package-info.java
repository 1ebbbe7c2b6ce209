@NullMarked
package signet.model;

import org.jspecify.annotations.NullMarked;
