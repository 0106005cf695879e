package io.spotmanager.gateway.media;

import java.util.Set;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.ResourceRegionHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * Limits the message converters to an allow-list. Spring adds a converter for every format on the class path, so a dependency
 * could add a format by accident.
 */
@Configuration(proxyBeanMethods = false)
class MediaConfiguration implements WebMvcConfigurer {
    /** JSON, the files of the board and of the API description, and the text of the metrics. */
    private static final Set<Class<?>> CONVERTERS = Set.of(
            JacksonJsonHttpMessageConverter.class,
            StringHttpMessageConverter.class,
            ByteArrayHttpMessageConverter.class,
            ResourceHttpMessageConverter.class,
            ResourceRegionHttpMessageConverter.class);

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.configureMessageConvertersList(
                converters -> converters.removeIf(converter -> !CONVERTERS.contains(converter.getClass())));
    }

    /** Only {@link MediaTypeCheck} evaluates the header, so that error responses also have their one type. */
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.ignoreAcceptHeader(true).defaultContentType(MediaType.ALL);
    }

    /** A {@link MappedInterceptor} applies to every handler mapping, including the actuator. */
    @Bean
    static MappedInterceptor mediaTypeCheck() {
        return new MappedInterceptor(new String[] {"/**"}, new String[] {ErrorAddress.PATH}, new MediaTypeCheck());
    }

    @Bean
    static JsonMapperBuilderCustomizer strictJson() {
        return StrictJson::apply;
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheServer() {
        TomcatContextCustomizer customizer =
                context -> context.getParent().getPipeline().addValve(new ServerProblems());
        return server -> server.addContextCustomizers(customizer);
    }
}
