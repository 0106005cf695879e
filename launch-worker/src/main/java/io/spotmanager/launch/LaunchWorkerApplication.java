package io.spotmanager.launch;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The process that launches VMs for RunPod and attaches networks. Run as many as you like. */
@SpringBootApplication(proxyBeanMethods = false)
public class LaunchWorkerApplication {
    static void main(String[] arguments) {
        application().run(arguments);
    }

    /** The process as it runs by itself; another process may run it beside others. */
    public static SpringApplication application() {
        return new SpringApplicationBuilder(LaunchWorkerApplication.class)
                .properties("spring.config.name=launch-worker")
                .build();
    }
}
