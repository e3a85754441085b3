/**
 * Shows callers who we are: an authority of our own and a certificate that names the vendors'
 * hosts, or the operator's files. The only room of Bouncy Castle.
 */
@NullMarked
package io.facegate.access.tls;

import org.jspecify.annotations.NullMarked;
