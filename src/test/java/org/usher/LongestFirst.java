package org.usher;

import java.util.Comparator;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Order;

/** Another order at every run; only the classes with an {@link Order} come before all others, so that the longest do not begin last. */
public final class LongestFirst implements ClassOrderer {

    private final ClassOrderer random = new ClassOrderer.Random();

    @Override
    public void orderClasses(ClassOrdererContext context) {
        random.orderClasses(context);
        context.getClassDescriptors()
                .sort(Comparator.comparingInt(each -> each.findAnnotation(Order.class).map(Order::value).orElse(Order.DEFAULT)));
    }
}
