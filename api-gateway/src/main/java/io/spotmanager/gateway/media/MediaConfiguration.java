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
 * JSON by an allow-list. Spring offers a converter for every format that it finds on the class path, so a dependency could
 * bring a format along that nobody chose.
 */
@Configuration(proxyBeanMethods = false)
class MediaConfiguration implements WebMvcConfigurer {
    /** JSON, the files of the board and of this API's description, and the text of the metrics. */
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

    /** {@link MediaTypeCheck} alone decides about the header; an answer, also a refusal, then has the one type there is. */
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.ignoreAcceptHeader(true).defaultContentType(MediaType.ALL);
    }

    /** Of this type, since it then stands before every mapping, that of the actuator too. */
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
