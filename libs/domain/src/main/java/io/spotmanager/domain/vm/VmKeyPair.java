package io.spotmanager.domain.vm;

/** @param environment the name of the only environment whose VMs can use it */
public record VmKeyPair(String name, String environment) {}
