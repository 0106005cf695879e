/**
 * The transport below openstack4j: Apache HttpClient under the limits of all clouds. Each exchange returns an answer or throws a HttpFailure.
 */
@NullMarked
package io.spotmanager.clouds.openstack.transport;

import org.jspecify.annotations.NullMarked;
