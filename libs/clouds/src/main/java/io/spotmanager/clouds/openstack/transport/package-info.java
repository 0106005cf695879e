/**
 * The transport below openstack4j: a shared JDK HTTP client. Each exchange returns an answer or throws a WireFailure.
 */
@NullMarked
package io.spotmanager.clouds.openstack.transport;

import org.jspecify.annotations.NullMarked;
