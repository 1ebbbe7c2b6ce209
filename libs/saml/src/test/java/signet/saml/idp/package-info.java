/** An identity provider as tests need it, with a key and a certificate of its own. */
@NullMarked
package signet.saml.idp;

import org.jspecify.annotations.NullMarked;
