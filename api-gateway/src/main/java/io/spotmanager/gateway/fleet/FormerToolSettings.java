package io.spotmanager.gateway.fleet;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where an answer cannot have the former tool's fields beside ours, because both have the same name.
 *
 * @param gpuTypes the form of {@code GET /api/gpu-types} for who does not ask for one
 */
@ConfigurationProperties("spot.former-tool")
record FormerToolSettings(@DefaultValue("objects") GpuTypesForm gpuTypes) {}
