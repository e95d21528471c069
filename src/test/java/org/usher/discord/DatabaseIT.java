package org.usher.discord;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.usher.Office;

/** What is kept in MariaDB keeps its promises. */
class DatabaseIT implements AccountsContract, PostContract {

    private static Office office;

    @BeforeAll
    static void open() {
        office = Office.open();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @Override
    public Accounts accounts() {
        return office.context.getBean(Accounts.class);
    }

    @Override
    public Post post() {
        return office.context.getBean(Post.class);
    }
}
