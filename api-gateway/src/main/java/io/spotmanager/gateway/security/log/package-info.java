/** The security log: who came in, who was refused, and who changed what others may do. */
@NullMarked
package io.spotmanager.gateway.security.log;

import org.jspecify.annotations.NullMarked;
