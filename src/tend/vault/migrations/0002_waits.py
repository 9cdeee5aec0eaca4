from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Wait",
            fields=[
                ("turn", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("count", models.PositiveBigIntegerField()),
                ("until", models.PositiveBigIntegerField()),
                ("ends", models.PositiveBigIntegerField(db_index=True)),
            ],
        ),
    ]
