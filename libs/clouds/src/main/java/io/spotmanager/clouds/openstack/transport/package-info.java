/** The wire under openstack4j: one shared JDK HTTP client whose every outcome is either an answer or a named failure. */
@NullMarked
package io.spotmanager.clouds.openstack.transport;

import org.jspecify.annotations.NullMarked;
