package org.usher.technow;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The query language, on five records named a to e. */
@ResourceLock(TechNowServer.SHARED)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryIT {

    private final Caller usher = Caller.of(TechNowServer.shared(), "usher");
    private final String mark = UUID.randomUUID().toString();

    @BeforeAll
    void fiveRecords() {
        var leila = usher.key("sys_user", "user_name=10455188");
        var marcus = usher.key("sys_user", "user_name=10311862");
        make("a",
                Map.of("description", "Alpha 100%", "priority", "1", "state", "1", "caller_id", leila, "due_date", "2026-11-23 10:00:00"));
        make("b", Map.of("description", "Beta", "priority", "2", "state", "2", "caller_id", marcus, "due_date", "2026-11-24 10:00:00"));
        make("c",
                Map.of("description", "Gamma alpha", "priority", "3", "state", "2", "caller_id", leila, "due_date", "2026-11-25 10:00:00"));
        make("d", Map.of("priority", "4", "state", "7", "close_code", "d", "category", "d"));
        make("e", Map.of("description", "under_score^caret", "priority", "5", "state", "6", "caller_id", marcus));
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "description=Beta | b",
            "description=beta | b",
            "description!=Beta | acde",
            "descriptionLIKEalpha | ac",
            "descriptionNOT LIKEalpha | bde",
            "descriptionDOES NOT CONTAINalpha | bde",
            "descriptionCONTAINSalpha | ac",
            "descriptionSTARTSWITHalpha | a",
            "descriptionENDSWITHalpha | c",
            "descriptionLIKE100% | a",
            "descriptionLIKE0_% | \"\"",
            "descriptionLIKEr_s | e",
            "description=under_score^^caret | e",
            "priorityIN1,3,5 | ace",
            "priorityNOT IN1,3,5 | bd",
            "descriptionISEMPTY | d",
            "descriptionISNOTEMPTY | abce",
            "description= | d",
            "description!= | abce",
            "priority<3 | ab",
            "priority<=3 | abc",
            "priority>3 | de",
            "priority>=3 | cde",
            "priorityBETWEEN2@4 | bcd",
            "due_date>2026-11-23 10:00:00 | bc",
            "due_date>=2026-11-23 10:00:00 | abc",
            "due_date<2026-11-24 | a",
            "due_dateBETWEEN2026-11-24@2026-11-25 10:00:00 | bc",
            "due_date>javascript:gs.dateGenerate('2026-11-24','09:00:00') | bc",
            "sys_created_on>javascript:gs.daysAgo(1) | abcde",
            "sys_created_on>javascript:gs.hoursAgo(-1) | \"\"",
            "close_codeSAMEAScategory | d",
            "short_descriptionSAMEASclose_code | d",
            "short_descriptionNSAMEASclose_code | abce",
            "active=true | abce",
            "active=false | d",
            "active!=true | d",
            "state=1^ORstate=2 | abc",
            "state=1^ORstate=2^priority>2 | c",
            "priority>2^state=1^ORstate=2 | c",
            "state=1^NQstate=7 | ad",
            "state=2^priority=2^NQstate=2^priority=3^NQstate=6 | bce",
            "caller_id.name=Leila Haddad | ac",
            "caller_id.nameSTARTSWITHMarcus | be",
            "caller_id.manager.user_name=10311862 | ac",
            "caller_id.manager.manager.manager.nameISNOTEMPTY | ac",
            "caller_idLIKEhadd | ac",
            "caller_idISEMPTY | d",
            "caller_id=javascript:gs.getUserID() | \"\"",
            "stateANYTHING | abcde",
            "no_such_column=1^description=Beta | b",
            "caller_id.no_such=1^description=Beta | b",
            "priority>many^description=Beta | b",
            "due_date>soon^description=Beta | b",
            "priorityBETWEEN2^description=Beta | b",
            "description=Beta^ORno_such=1 | b",
            "no_such=1^ORdescription=Beta | b",
            "sys_created_on>javascript:alert(1)^description=Beta | b",
            "description?Beta | abcde",
            "^NQ | abcde",
            "commentsLIKEx | abcde"
    })
    void whatIsAskedForIsFound(String query, String expected) {
        // The records of other tests are kept out by a plain parameter, which counts for every alternative.
        var answer = usher.get(
                "/api/now/table/incident?correlation_id=" + mark + "&sysparm_query=" + Caller.encoded(query + "^ORDERBYshort_description"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(String.join("", answer.column("short_description"))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource({"ORDERBYpriority,abcde", "ORDERBYDESCpriority,edcba", "ORDERBYcaller_id.name^ORDERBYDESCpriority,dcaeb",
            "ORDERBYDESCcaller_id^ORDERBYpriority,beacd", "ORDERBYno_such^ORDERBYDESCpriority,edcba"})
    void theOrderIsTheOneAskedFor(String order, String expected) {
        var answer = usher.find("incident", "correlation_id=" + mark + "^" + order);
        assertThat(String.join("", answer.column("short_description"))).isEqualTo(expected);
    }

    @Test
    void aQueryIsDataAndNeverSql() {
        for (var hostile : new String[]{"description=' OR '1'='1", "description=x' UNION SELECT 1 -- ", "ORDERBYsys_id; DROP TABLE task",
                "description` = 1 OR `description=1", "priorityIN1) OR (1=1"}) {
            var answer = usher.get("/api/now/table/incident?correlation_id=" + mark + "&sysparm_query=" + Caller.encoded(hostile));
            assertThat(answer.status()).as(hostile).isEqualTo(200);
        }
        assertThat(usher.find("incident", "correlation_id=" + mark).result().size()).isEqualTo(5);
    }

    private void make(String name, Map<String, String> fields) {
        var all = new java.util.HashMap<String, String>(fields);
        all.put("short_description", name);
        all.put("correlation_id", mark);
        usher.create("incident", all);
    }
}
