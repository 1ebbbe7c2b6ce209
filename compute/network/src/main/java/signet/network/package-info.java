/**
 * The network between instances as a program: what is a packet, which security groups let it through, and where it goes. Knows
 * neither Linux nor the API.
 */
@NullMarked
package signet.network;

import org.jspecify.annotations.NullMarked;
