package dev.ringfence.chat;

import dev.ringfence.audit.AuditKey;
import java.nio.file.Path;

/**
 * What the audit needs.
 *
 * @param key seals entries, and is not in the database
 * @param heads the file that remembers the ends of chains
 */
public record AuditSettings(AuditKey key, Path heads) {}
