package org.usher.checkout;

import java.util.List;

import io.micronaut.serde.annotation.Serdeable;
import org.usher.facts.FormView;

/** A person's cart: the items, and what stands in the way of checking them out. */
@Serdeable
public record CartView(List<ItemView> items, List<FormView.FindingView> findings) {
    public CartView {
        items = List.copyOf(items);
        findings = List.copyOf(findings);
    }
}
