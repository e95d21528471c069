package org.usher.discord;

/** What the tests keep in memory keeps its promises, so that what they prove counts. */
class MemoryTest implements AccountsContract, PostContract {

    private final MemoryAccounts accounts = new MemoryAccounts();
    private final MemoryPost post = new MemoryPost();

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public Post post() {
        return post;
    }
}
