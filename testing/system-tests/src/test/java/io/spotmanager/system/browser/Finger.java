package io.spotmanager.system.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** One finger on the glass; the browser makes of it what it makes of a real one. */
final class Finger {
    private static final int STEPS = 5;

    private final CDPSession browser;
    private double x;
    private double y;

    Finger(Page page) {
        browser = page.context().newCDPSession(page);
    }

    void press(double x, double y) {
        this.x = x;
        this.y = y;
        touch("touchStart", true);
    }

    void move(double toX, double toY) {
        var fromX = x;
        var fromY = y;
        for (var step = 1; step <= STEPS; step++) {
            x = fromX + (toX - fromX) * step / STEPS;
            y = fromY + (toY - fromY) * step / STEPS;
            touch("touchMove", true);
        }
    }

    void lift() {
        touch("touchEnd", false);
    }

    private void touch(String type, boolean onTheGlass) {
        var points = new JsonArray();
        if (onTheGlass) {
            var point = new JsonObject();
            point.addProperty("x", x);
            point.addProperty("y", y);
            points.add(point);
        }
        var event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        browser.send("Input.dispatchTouchEvent", event);
    }
}
