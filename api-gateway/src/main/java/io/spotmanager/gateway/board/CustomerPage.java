package io.spotmanager.gateway.board;

import io.spotmanager.gateway.security.Role;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Shows customers a page of their own in place of the board. */
@Component
class CustomerPage implements HandlerInterceptor, WebMvcConfigurer {
    private static final String PAGE = "/customer.html";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/", "/board", "/contracts");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws ServletException, IOException {
        if (!request.isUserInRole(Role.CUSTOMER.name())) {
            return true;
        }
        request.getRequestDispatcher(PAGE).forward(request, response);
        return false;
    }
}
