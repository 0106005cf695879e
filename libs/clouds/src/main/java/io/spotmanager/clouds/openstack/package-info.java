/**
 * Adapter of the compute ports for Keystone v3, Nova, Neutron and placement: settings, tokens and the conversion of
 * answers.
 */
@NullMarked
package io.spotmanager.clouds.openstack;

import org.jspecify.annotations.NullMarked;
