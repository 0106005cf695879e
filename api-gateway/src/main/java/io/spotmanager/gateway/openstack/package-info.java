/** Single servers and networks of the cloud, looked at directly, and networks attached to servers. */
@NullMarked
package io.spotmanager.gateway.openstack;

import org.jspecify.annotations.NullMarked;
