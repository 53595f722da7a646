import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
        ('agencies', '__first__'),
        ('jobs', '0001_initial'),
        ('placements', '0001_initial'),
        ('projects', '0001_initial'),
        ('reference', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FundingReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('PARTICIPANTS', 'Partecipanti, indicatori e spesa')], max_length=12, verbose_name='tipo')),
                ('cut_off', models.DateField(verbose_name='dati al')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='versione')),
                ('state', models.CharField(choices=[('DRAFT', 'Bozza'), ('PREPARING', 'In preparazione'), ('READY', 'Pronto'), ('CONFIRMED', 'Confermato'), ('SENT', 'Inviato'), ('FAILED', 'Non riuscito')], default='DRAFT', max_length=10, verbose_name='stato')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='confermato')),
                ('sent_on', models.DateField(null=True, verbose_name='inviato il')),
                ('protocol', models.CharField(blank=True, max_length=40, verbose_name='protocollo')),
                ('reopen_reason', models.CharField(blank=True, choices=[('REMARK', 'Osservazione di Regione Lombardia'), ('MISTAKE', 'Errore trovato da noi'), ('MISSING', 'Dati arrivati dopo'), ('OTHER', 'Altro motivo')], max_length=10, verbose_name='motivo della riapertura')),
                ('reopen_note', models.CharField(blank=True, max_length=500, verbose_name='precisazione')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confermato da')),
                ('job', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to='jobs.job')),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='preparato da')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='projects.project')),
                ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='reporting.fundingreport', verbose_name='sostituisce')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='inviato da')),
            ],
            options={
                'verbose_name': 'rendiconto',
                'verbose_name_plural': 'rendiconti',
                'constraints': [models.UniqueConstraint(fields=('project', 'agency', 'kind', 'cut_off', 'version'), name='report_version_once'), models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='report_confirmed_by_another', violation_error_message='Chi ha preparato il rendiconto non può confermarlo.'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by__isnull', False), ('state__in', ('CONFIRMED', 'SENT'))), models.Q(models.Q(('state__in', ('CONFIRMED', 'SENT')), _negated=True), ('confirmed_by', None)), _connector='OR'), name='report_confirmed_has_its_second_person'), models.CheckConstraint(condition=models.Q(models.Q(('sent_on__isnull', False), ('state', 'SENT'), models.Q(('protocol', ''), _negated=True)), models.Q(models.Q(('state', 'SENT'), _negated=True), ('protocol', ''), ('sent_on', None)), _connector='OR'), name='report_sent_has_its_protocol', violation_error_message='Un rendiconto inviato ha protocollo e data.')],
            },
        ),
        migrations.CreateModel(
            name='Artefact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='nome')),
                ('content', models.CharField(max_length=120, verbose_name='contenuto')),
                ('path', models.CharField(max_length=200)),
                ('size', models.PositiveBigIntegerField(verbose_name='dimensione')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('is_package', models.BooleanField(default=False)),
                ('holds_people', models.BooleanField(default=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='artefacts', to='reporting.fundingreport')),
            ],
            options={
                'verbose_name': 'file',
                'verbose_name_plural': 'file',
                'constraints': [models.UniqueConstraint(fields=('report', 'name'), name='artefact_once'), models.UniqueConstraint(condition=models.Q(('is_package', True)), fields=('report',), name='artefact_one_package')],
            },
        ),
        migrations.CreateModel(
            name='FundingReportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_by', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.user', true), ''), nullif(current_setting('app.purpose', true), ''))", []), max_length=40)),
                ('pgh_for', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.agency', true), ''))", []), max_length=20, null=True)),
                ('pgh_why', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.reason', true), ''))", []), max_length=500, null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('PARTICIPANTS', 'Partecipanti, indicatori e spesa')], max_length=12, verbose_name='tipo')),
                ('cut_off', models.DateField(verbose_name='dati al')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='versione')),
                ('state', models.CharField(choices=[('DRAFT', 'Bozza'), ('PREPARING', 'In preparazione'), ('READY', 'Pronto'), ('CONFIRMED', 'Confermato'), ('SENT', 'Inviato'), ('FAILED', 'Non riuscito')], default='DRAFT', max_length=10, verbose_name='stato')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='confermato')),
                ('sent_on', models.DateField(null=True, verbose_name='inviato il')),
                ('protocol', models.CharField(blank=True, max_length=40, verbose_name='protocollo')),
                ('reopen_reason', models.CharField(blank=True, choices=[('REMARK', 'Osservazione di Regione Lombardia'), ('MISTAKE', 'Errore trovato da noi'), ('MISSING', 'Dati arrivati dopo'), ('OTHER', 'Altro motivo')], max_length=10, verbose_name='motivo della riapertura')),
                ('reopen_note', models.CharField(blank=True, max_length=500, verbose_name='precisazione')),
                ('agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agencies.agency')),
                ('confirmed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confermato da')),
                ('job', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobs.job')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='reporting.fundingreport')),
                ('prepared_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='preparato da')),
                ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project')),
                ('replaces', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reporting.fundingreport', verbose_name='sostituisce')),
                ('sent_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='inviato da')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MoneyMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('part', models.CharField(choices=[('APPROVED', 'Approvato'), ('BEFORE', 'Rendicontato prima'), ('NOW', 'In questo periodo'), ('CONTRIBUTION', 'Contributo'), ('COFINANCING', 'Cofinanziamento')], max_length=12, verbose_name='colonna')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='importo')),
                ('why', models.CharField(max_length=600, verbose_name='come si calcola')),
                ('month', models.DateField(null=True, verbose_name='mese')),
                ('planned_hours', models.DecimalField(decimal_places=2, max_digits=8, null=True, verbose_name='ore previste')),
                ('hours', models.DecimalField(decimal_places=2, max_digits=8, null=True, verbose_name='ore')),
                ('worker', models.CharField(blank=True, max_length=161, verbose_name='persona del personale')),
                ('rate', models.DecimalField(decimal_places=2, max_digits=8, null=True, verbose_name='costo orario')),
                ('steps', models.JSONField(default=list, verbose_name='calcolo')),
                ('paid_on', models.DateField(null=True, verbose_name='pagato il')),
                ('reference', models.CharField(blank=True, max_length=80, verbose_name='riferimento del pagamento')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.costitem')),
                ('participation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.participation')),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('payment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='placements.payment')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='euros', to='reporting.fundingreport')),
                ('timesheet', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.staffhours')),
            ],
            options={
                'verbose_name': 'importo del rendiconto',
                'verbose_name_plural': 'importi del rendiconto',
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='money_member_numbered'), models.CheckConstraint(condition=models.Q(models.Q(('participation', None), ('payment', None)), models.Q(('participation__isnull', False), ('payment__isnull', False), ('timesheet', None)), _connector='OR'), name='money_member_is_of_one_kind')],
            },
        ),
        migrations.CreateModel(
            name='PlacementMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('INCLUSION', 'Tirocinio di inclusione sociale'), ('EXTRACURRICULAR', 'Tirocinio extracurriculare'), ('WORK_GRANT', 'Borsa lavoro')], max_length=16, verbose_name='tipo')),
                ('host', models.CharField(max_length=200, verbose_name='ospitante')),
                ('starts_on', models.DateField(verbose_name='inizio')),
                ('ends_on', models.DateField(verbose_name='fine prevista')),
                ('ended_on', models.DateField(null=True, verbose_name='finito il')),
                ('weekly_hours', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='ore settimanali')),
                ('state', models.CharField(choices=[('DRAFT', 'Bozza'), ('SUBMITTED', 'Inviato'), ('CHANGES', 'Modifiche richieste'), ('APPROVED', 'Approvato'), ('SIGNED', 'Firmato'), ('RUNNING', 'In corso'), ('SUSPENDED', 'Sospeso'), ('ENDED', 'Concluso'), ('BROKEN_OFF', 'Interrotto'), ('REFUSED', 'Respinto'), ('WITHDRAWN', 'Ritirato')], max_length=12, verbose_name='stato')),
                ('outcome', models.CharField(blank=True, choices=[('HIRED_PERMANENT', 'Assunzione a tempo indeterminato'), ('HIRED_FIXED', 'Assunzione a tempo determinato'), ('APPRENTICE', 'Apprendistato'), ('HIRED_ELSEWHERE', 'Lavoro presso altri'), ('NEW_PATH', 'Prosegue con un altro percorso'), ('NONE', 'Nessuno sbocco immediato')], max_length=16, verbose_name='esito')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.participation')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='placements.placement')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placed', to='reporting.fundingreport')),
            ],
            options={
                'verbose_name': 'tirocinio del rendiconto',
                'verbose_name_plural': 'tirocini del rendiconto',
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='placement_member_numbered'), models.UniqueConstraint(fields=('report', 'placement'), name='placement_member_once')],
            },
        ),
        migrations.CreateModel(
            name='ReportMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figure', models.CharField(max_length=20, verbose_name='cifra')),
                ('why', models.CharField(max_length=300, verbose_name='perché conta')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_memberships', to='projects.participation')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='reporting.fundingreport')),
            ],
            options={
                'verbose_name': 'conteggiato',
                'verbose_name_plural': 'conteggiati',
                'constraints': [models.UniqueConstraint(fields=('report', 'figure', 'participation'), name='member_counted_once')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundingreport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_fundingreportevent" ("agency_id", "confirmed_at", "confirmed_by_id", "cut_off", "id", "job_id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "project_id", "protocol", "reopen_note", "reopen_reason", "replaces_id", "sent_by_id", "sent_on", "state", "version") VALUES (NEW."agency_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."cut_off", NEW."id", NEW."job_id", NEW."kind", NOW(), \'insert\', NEW."id", NEW."prepared_by_id", NEW."project_id", NEW."protocol", NEW."reopen_note", NEW."reopen_reason", NEW."replaces_id", NEW."sent_by_id", NEW."sent_on", NEW."state", NEW."version"); RETURN NULL;', hash='9db8bf63099b38944e2ac3364e78300b3b0ac716', operation='INSERT', pgid='pgtrigger_insert_insert_588b2', table='reporting_fundingreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundingreport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reporting_fundingreportevent" ("agency_id", "confirmed_at", "confirmed_by_id", "cut_off", "id", "job_id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "project_id", "protocol", "reopen_note", "reopen_reason", "replaces_id", "sent_by_id", "sent_on", "state", "version") VALUES (NEW."agency_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."cut_off", NEW."id", NEW."job_id", NEW."kind", NOW(), \'update\', NEW."id", NEW."prepared_by_id", NEW."project_id", NEW."protocol", NEW."reopen_note", NEW."reopen_reason", NEW."replaces_id", NEW."sent_by_id", NEW."sent_on", NEW."state", NEW."version"); RETURN NULL;', hash='5b72d7470bc22eb0ea5d93852b9c88a9887071ce', operation='UPDATE', pgid='pgtrigger_update_update_5343d', table='reporting_fundingreport', when='AFTER')),
        ),
    ]
