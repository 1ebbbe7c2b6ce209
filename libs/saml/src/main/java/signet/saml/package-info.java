@NullMarked
package signet.saml;

import org.jspecify.annotations.NullMarked;
