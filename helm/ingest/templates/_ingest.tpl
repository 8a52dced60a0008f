{{- define "ingest.service" -}}
name: ingest
short: ingest
roles: [api, relay]
serves: [api]
publishes: [everchart.clinical.v1, everchart.access.v1]
writes: [everchart.clinical.v1, everchart.access.v1]
reads: [everchart.retention.v1]
groups: [ingest-]
{{- end -}}

{{- define "ingest.databases" -}}
- {variable: DATABASE_API_URL, login: ingest_api, database: ingest}
- {variable: DATABASE_WORKER_URL, login: ingest_worker, database: ingest}
- {variable: ACCESS_DATABASE_API_URL, login: ingest_accesses_api, database: ingest_accesses}
- {variable: ACCESS_DATABASE_WORKER_URL, login: ingest_accesses_worker, database: ingest_accesses}
- {variable: ACCESS_KEYRING_DATABASE_URL, login: ingest_accesses_keyring, database: keyring}
- {variable: KEYRING_DATABASE_URL, login: ingest_keyring, database: keyring}
{{- end -}}

{{- define "ingest.owners" -}}
- {variable: DATABASE_OWNER_URL, login: ingest_owner, database: ingest}
- {variable: ACCESS_DATABASE_OWNER_URL, login: ingest_accesses_owner, database: ingest_accesses}
{{- end -}}

{{- define "ingest.variables" -}}
{{- if .g.releases.tokenSecret }}
RELEASES_STANDINGS: {{ dict "patient-timeline" (printf "http://%s" (include "everchart.releaseAddress" (dict "name" "patient-timeline" "release" "{release}"))) | toJson | squote }}
{{- end }}
{{- end -}}
{{- define "ingest.files" }}{{ end -}}
{{- define "ingest.volumes" }}{{ end -}}
{{- define "ingest.peers" -}}
{{- if .g.releases.tokenSecret }}
# Is a release ready that is to be assigned?
- to:
    - podSelector:
        matchLabels:
          app.kubernetes.io/name: patient-timeline
  ports:
    - protocol: TCP
      port: 8080
{{- end }}
{{- end -}}
{{- define "ingest.missing" }}{{ end -}}
