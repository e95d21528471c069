package org.usher.discord;

import java.time.Instant;

import jakarta.inject.Singleton;
import org.usher.approval.ApprovalService;
import org.usher.outbox.Job;
import org.usher.outbox.Transactions;
import org.usher.request.Requests;

/** Asks the requester to choose another approver, after the first has said that the decision is not theirs. */
@Singleton
final class NotMineJob implements Job {

    static final String KIND = "discord.not_mine";

    private final Requests requests;
    private final ApprovalService approvals;
    private final Transactions transactions;

    NotMineJob(Requests requests, ApprovalService approvals, Transactions transactions) {
        this.requests = requests;
        this.approvals = approvals;
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Result run(String key, Instant now) {
        transactions.in(() -> requests.approval(Long.parseLong(key))).ifPresent(approval -> approvals.offerAnother(approval.item()));
        return new Result.Done();
    }
}
