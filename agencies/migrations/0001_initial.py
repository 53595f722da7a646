import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('reference', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='indirizzo e-mail')),
                ('first_name', models.CharField(max_length=80, verbose_name='nome')),
                ('last_name', models.CharField(blank=True, max_length=80, verbose_name='cognome')),
                ('is_active', models.BooleanField(default=True, verbose_name='attivo')),
            ],
            options={
                'verbose_name': 'utente',
                'verbose_name_plural': 'utenti',
            },
        ),
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=30, unique=True, verbose_name='codice')),
                ('name', models.CharField(max_length=200, verbose_name='denominazione')),
                ('short_name', models.CharField(max_length=60, verbose_name='nome breve')),
                ('kind', models.CharField(choices=[('MUNICIPAL_COMPANY', 'Azienda sociale dei comuni'), ('MUNICIPALITY', 'Comune'), ('HEALTH_SERVICE', 'Servizio sanitario'), ('EMPLOYMENT_PROVIDER', 'Ente accreditato ai servizi al lavoro'), ('TRAINING_BODY', 'Ente accreditato alla formazione'), ('COOPERATIVE_A', 'Cooperativa sociale di tipo A'), ('COOPERATIVE_B', 'Cooperativa sociale di tipo B'), ('SOCIAL_ENTERPRISE', 'Impresa sociale'), ('FUNDER', 'Finanziatore'), ('OTHER', 'Altro ente')], max_length=30, verbose_name='tipo')),
                ('tax_code', models.CharField(blank=True, max_length=16, verbose_name='codice fiscale')),
                ('certified_email', models.EmailField(blank=True, max_length=254, verbose_name='PEC')),
                ('ambit', models.CharField(blank=True, max_length=80, verbose_name='ambito territoriale')),
            ],
            options={
                'verbose_name': 'ente',
                'verbose_name_plural': 'enti',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('SOCIAL_WORKER', 'Operatore sociale'), ('COORDINATOR', 'Coordinatore'), ('REPORTING_OFFICER', 'Rendicontazione'), ('AGENCY_ADMIN', 'Amministratore'), ('AUDITOR', 'Revisore')], max_length=30, verbose_name='ruolo')),
                ('valid_from', models.DateField(verbose_name='dal')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='al')),
            ],
            options={
                'verbose_name': 'incarico',
                'verbose_name_plural': 'incarichi',
            },
        ),
        migrations.CreateModel(
            name='MembershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_by', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.user', true), ''), nullif(current_setting('app.purpose', true), ''))", []), max_length=40)),
                ('pgh_for', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.agency', true), ''))", []), max_length=20, null=True)),
                ('pgh_why', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.reason', true), ''))", []), max_length=500, null=True)),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('SOCIAL_WORKER', 'Operatore sociale'), ('COORDINATOR', 'Coordinatore'), ('REPORTING_OFFICER', 'Rendicontazione'), ('AGENCY_ADMIN', 'Amministratore'), ('AUDITOR', 'Revisore')], max_length=30, verbose_name='ruolo')),
                ('valid_from', models.DateField(verbose_name='dal')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='al')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_by', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.user', true), ''), nullif(current_setting('app.purpose', true), ''))", []), max_length=40)),
                ('pgh_for', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.agency', true), ''))", []), max_length=20, null=True)),
                ('pgh_why', models.CharField(db_default=django.db.models.expressions.RawSQL("coalesce(nullif(current_setting('app.reason', true), ''))", []), max_length=500, null=True)),
                ('id', models.BigIntegerField()),
                ('email', models.EmailField(max_length=254, verbose_name='indirizzo e-mail')),
                ('first_name', models.CharField(max_length=80, verbose_name='nome')),
                ('last_name', models.CharField(blank=True, max_length=80, verbose_name='cognome')),
                ('is_active', models.BooleanField(default=True, verbose_name='attivo')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agencies_userevent" ("email", "first_name", "id", "is_active", "last_name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."last_name", NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='17d527a6f84bb640473457820a4267d39211f764', operation='INSERT', pgid='pgtrigger_insert_insert_2175f', table='agencies_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name"))', func='INSERT INTO "agencies_userevent" ("email", "first_name", "id", "is_active", "last_name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."last_name", NOW(), \'update\', NEW."id"); RETURN NULL;', hash='58d0c874266d4131f900dca58c64375bddfea226', operation='UPDATE', pgid='pgtrigger_update_update_a123f', table='agencies_user', when='AFTER')),
        ),
        migrations.AddField(
            model_name='agency',
            name='seat',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='reference.municipality', verbose_name='sede'),
        ),
        migrations.AddField(
            model_name='membership',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='membership',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='membershipevent',
            name='agency',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='membershipevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to='agencies.membership'),
        ),
        migrations.AddField(
            model_name='membershipevent',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='userevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history_events', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('user', 'agency', 'role'), name='membership_open_once', violation_error_message='Questa persona ha già questo ruolo nell’ente.'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='membership_ends_after_start', violation_error_message='La fine dell’incarico viene prima dell’inizio.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agencies_membershipevent" ("agency_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_to") VALUES (NEW."agency_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."role", NEW."user_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='db5c575dcf5375137c2431357be07e809adc6aa5', operation='INSERT', pgid='pgtrigger_insert_insert_da12b', table='agencies_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "agencies_membershipevent" ("agency_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_to") VALUES (NEW."agency_id", NEW."id", NOW(), \'update\', NEW."id", NEW."role", NEW."user_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='85cfaad615aeb2fbda68557ed230d6e64e76d312', operation='UPDATE', pgid='pgtrigger_update_update_bda2e', table='agencies_membership', when='AFTER')),
        ),
    ]
